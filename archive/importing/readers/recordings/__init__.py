"""Words of recordings with their times: subtitles, captions and transcripts."""
