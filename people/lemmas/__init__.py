"""Which word a form belongs to: "kaupungin" is one of "kaupunki", "städerna" one of "stad"."""
