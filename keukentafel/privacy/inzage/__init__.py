"""What a resident gets who asks what is kept of him: what belongs in it, what is taken out, and the files (AVG 15)."""
