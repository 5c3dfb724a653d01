// MockControl
