"""All SQL of the gateway. What writes is given a transaction of the chassis, what reads its pool."""
