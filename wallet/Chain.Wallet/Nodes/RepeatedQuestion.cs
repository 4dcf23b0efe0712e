using Chain.Client;

namespace Chain.Wallet.Nodes;

/// <summary>Questions that a busy node may have to be asked again: those that run a contract on a state which the node lets go after a while.</summary>
public static class RepeatedQuestion
{
    private const int TimesMax = 3;

    // Answers of the wire itself, and of a node that goes away: to ask again would only take longer.
    private static readonly string[] s_final = ["UNREACHABLE", "STOPPING"];

    /// <summary>Asks; when the node is there and says that it cannot just now, asks once more, and once more.</summary>
    /// <exception cref="WalletException">It failed otherwise, or each time.</exception>
    public static async Task<T> AskRepeatedlyAsync<T>(this NodeSession session, Func<LedgerClient, Task<T>> ask)
    {
        for (int times = 1; ; times++)
        {
            try
            {
                return await ask(session.Client);
            }
            catch (LedgerException e) when (times < TimesMax && e.Failure == LedgerFailure.Unreachable && !s_final.Contains(e.Code, StringComparer.Ordinal))
            {
                // Said by the node: the question was not answered and changed nothing.
                continue;
            }
            catch (LedgerException e)
            {
                throw NodeFailures.Of(e, session.Client.Address);
            }
        }
    }
}
