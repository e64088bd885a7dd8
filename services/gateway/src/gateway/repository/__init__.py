"""All SQL of the gateway: `projection` and `orders` write inside a transaction of the chassis, `reads` and `access` read from its pool."""
