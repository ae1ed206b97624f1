"""What each paper says, as plain frozen dataclasses: free of ReportLab and of the database."""
