"""The index of everything that can be found: which word stands in which thing, and where in it.

Plain tables that both databases read alike; matching and ranking are sums over a few thousand bytes.
"""
