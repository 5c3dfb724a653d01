print("campaign-mock")
