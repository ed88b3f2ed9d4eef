"""On the way to somebody who helps: what one's own notes say, and a page to take along."""
