"""Archive files of any content: zip and tar."""
