namespace Chain.Rpc.Tests;

/// <summary>For effects that another thread brings about at its own pace, without a signal of its own: asks again until they are there.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource limit = new(Testing.Patience.Limit);
        while (!await condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
