"""What the inspector does, step by step: wires stores, services and panels."""
