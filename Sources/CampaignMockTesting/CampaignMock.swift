// A test needs one import: the traits take plans, clock modes and faults, which are types of that module.
@_exported public import CampaignMock
