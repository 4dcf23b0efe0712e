using Chain.Wallet.Files;

namespace Chain.Wallet.Tests.Files;

public class FileLockTests
{
    [Fact]
    public async Task One_holder_at_a_time()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.File("lock");
        int inside = 0;
        int most = 0;
        int turns = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, cancel) =>
        {
            using FileLock held = await FileLock.AcquireAsync(path, cancel);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            turns++;
            Interlocked.Decrement(ref inside);
        });
        Assert.Equal(1, most);
        Assert.Equal(200, turns);
    }

    [Fact]
    public async Task A_cancelled_wait_gives_the_lock_to_the_next()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.File("lock");
        using var cancel = new CancellationTokenSource();
        FileLock first = FileLock.Acquire(path);
        Task<FileLock> second = FileLock.AcquireAsync(path, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();
        using FileLock third = await FileLock.AcquireAsync(path, CancellationToken.None);
        Assert.NotNull(third);
    }
}
