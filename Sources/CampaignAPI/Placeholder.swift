// CampaignAPI
