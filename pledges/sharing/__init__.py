"""What a public entry is shown with elsewhere: links, a card, a badge, a poster, a code for cameras."""
