"""The studio: pieces made from words, kept, downloaded, drawn, heard."""
