"""The ground every layer stands on: errors, units, texts, Vietnamese, dates, files, logs."""
