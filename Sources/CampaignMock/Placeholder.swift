// CampaignMock
