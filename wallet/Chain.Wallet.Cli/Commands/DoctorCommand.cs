using System.CommandLine;
using Chain.Primitives.Crypto;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Keystore;
using Chain.Wallet.Networks;
using Chain.Wallet.Nodes;
using Chain.Wallet.Outbox;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet doctor: looks at everything that the wallet needs, and says what to do about what is wrong. Changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Build() => new Leaf("doctor", "Look at everything that the wallet needs. Changes nothing.", RunAsync);

    private static async Task<CommandResult> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        List<Finding> findings =
        [
            Check("cryptography", () =>
            {
                Secp256k1.EnsureAvailable();
                return "libsecp256k1 works";
            }),
            Check("home", () => Home(run)),
            Check("keys", () => Keys(run)),
            Check("book", () => $"{run.Book.Load().Count} names"),
            Check("networks", () => run.Networks.Names() is { Count: > 0 } names ? string.Join(", ", names.Select(name => Describe(run.Networks.TryLoad(name)!))) : "none known yet"),
        ];
        if (!run.IsOffline)
            findings.AddRange(await NodeAsync(run, cancellationToken));
        Finding? bad = findings.FirstOrDefault(static finding => finding.Problem is not null);
        return new CommandResult(
            json =>
            {
                json.WriteStartArray("checks");
                foreach (Finding finding in findings)
                {
                    json.WriteStartObject();
                    json.WriteString("name", finding.Name);
                    json.WriteBoolean("ok", finding.Problem is null);
                    json.WriteString("detail", finding.Detail);
                    json.WriteString("next", finding.Problem?.Next ?? "");
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            page => page.Table(["", "check", "finding"], findings.Select(static finding => (string[])[finding.Problem is null ? "ok" : "BAD", finding.Name, finding.Detail])),
            bad is null ? "ok" : bad.Name)
        { Problem = bad?.Problem };
    }

    private static string Home(Invocation run)
    {
        string path = run.Home.Path;
        if (!Directory.Exists(path))
            return $"{path} does not exist yet; the first key creates it";
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if ((File.GetUnixFileMode(path) & Others) != 0)
            throw new WalletException(ProblemKind.Key, "home-mode", $"{path} is open to other users of this machine", null, $"chmod 700 {path}");
        return path;
    }

    private static string Keys(Invocation run)
    {
        KeyListing listing = run.Keys.Store.List();
        if (listing.Problems.Count > 0)
            throw new WalletException(listing.Problems[0]);
        if (listing.Keys.FirstOrDefault(static key => key.IsReadableByOthers) is { } open)
            throw new WalletException(ProblemKind.Key, "file-mode", $"the file of key {open.Name} is open to other users of this machine", null, "chmod 600 it");
        return $"{listing.Keys.Count} keys";
    }

    private static string Describe(Network network) => $"{network.Name} ({(network.Trust == NetworkTrust.Genesis ? "genesis file given" : "trusted on first use")})";

    private static async Task<List<Finding>> NodeAsync(Invocation run, CancellationToken cancellationToken)
    {
        try
        {
            NodeSession session = await run.SessionAsync(cancellationToken);
            var findings = new List<Finding>
            {
                new("node", $"{session.Client.Address}: {session.Network.Name} at height {session.Status.Height}, {session.Status.Peers} peers, version {session.Status.Version}", null),
            };
            OutboxDirectory outbox = run.Outbox(session.Network);
            int open = outbox.Accounts().Sum(account => outbox.Of(account).OpenSlots().Count);
            findings.Add(new("outbox", $"{open} open transactions", null));
            return findings;
        }
        catch (WalletException e)
        {
            return [new Finding("node", e.Problem.Message, e.Problem)];
        }
    }

    private static Finding Check(string name, Func<string> look)
    {
        try
        {
            return new Finding(name, look(), null);
        }
        catch (WalletException e)
        {
            return new Finding(name, e.Problem.Message, e.Problem);
        }
        catch (Secp256k1UnavailableException e)
        {
            return new Finding(name, e.Message, new(ProblemKind.Key, "libsecp256k1", e.Message, null, "apt-get install libsecp256k1-1"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding(name, e.Message, new(ProblemKind.Usage, "file", e.Message));
        }
    }

    private sealed record Finding(string Name, string Detail, WalletProblem? Problem);
}
