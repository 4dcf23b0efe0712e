using System.CommandLine;
using Chain.Primitives.Crypto;
using Chain.Types;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet validator …: becoming a validator's operator.</summary>
internal static class ValidatorCommands
{
    private static readonly Argument<string> s_key = new("node-home") { Description = $"The home of the validator's node, or its {NodeKeyFile.ConsensusKey}: the key in it signs that you have it." };
    private static readonly Argument<string> s_stake = new("self-stake") { Description = "What you bond yourself: 1.5 or 1.5chn are coins." };

    public static Command Build() => new("validator", "Become a validator.")
    {
        new Leaf("register", "Register a node's consensus key, with the acting key as its operator, and bond the self-stake.", RegisterAsync, [s_key, s_stake, .. WriteOptions.All]),
    };

    private static Task<CommandResult> RegisterAsync(Invocation run, CancellationToken cancellationToken)
    {
        Primitives.Amount stake = AmountInput.ParsePositive(run.Value(s_stake));
        return new WriteFlow(run).SendAsync(
            (session, key) =>
            {
                using PrivateKey consensus = NodeKeyFile.Read(run.Value(s_key));
                Signature possession = consensus.Sign(TransactionAction.PossessionDigest(session.Network.GenesisHash, key.Address));
                return Task.FromResult<TransactionAction>(new TransactionAction.RegisterValidator(consensus.GetPublicKey(), possession, stake));
            },
            cancellationToken);
    }
}
