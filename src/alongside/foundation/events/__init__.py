"""How an upper app hears of what a lower one did, without the lower one knowing of it."""
