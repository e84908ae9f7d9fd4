"""Every command of the window as data, and what each of them may change."""
