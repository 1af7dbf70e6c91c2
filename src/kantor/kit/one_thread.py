"""One thread for sums of floats: in parallel their order, and with it the last bits of what is learned, differs from run to run."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_thread() -> Iterator[None]:
    """Within it the libraries that learn compute with one thread, so that the same examples give the same model."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        yield
