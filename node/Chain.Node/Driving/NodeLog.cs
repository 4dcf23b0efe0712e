using Chain.Execution;
using Chain.Network;
using Chain.Node.Seams;
using Chain.Types;
using Microsoft.Extensions.Logging;

namespace Chain.Node.Driving;

/// <summary>Everything that the driver logs.</summary>
internal static partial class NodeLog
{
    [LoggerMessage(1, LogLevel.Information, "block {Height} {BlockId}: {Transactions} transactions, round {Round}, executed in {ExecuteMs} ms, state {StateRoot}, {Pooled} pooled")]
    public static partial void BlockExecuted(ILogger logger, ulong height, string blockId, int transactions, uint round, long executeMs, string stateRoot, int pooled);

    [LoggerMessage(2, LogLevel.Information, "peer {Peer} connected, {Direction}, {Endpoint}, height {Height}, {Software}")]
    public static partial void Connected(ILogger logger, PeerId peer, PeerDirection direction, PeerEndpoint endpoint, ulong height, string software);

    [LoggerMessage(3, LogLevel.Information, "peer {Peer} disconnected: {Reason}")]
    public static partial void Disconnected(ILogger logger, PeerId peer, PeerDisconnectReason reason);

    [LoggerMessage(4, LogLevel.Debug, "peer {Endpoint} is not reached: {Reason}, {Text}")]
    public static partial void DialFailed(ILogger logger, PeerEndpoint endpoint, PeerDisconnectReason reason, string text);

    [LoggerMessage(5, LogLevel.Debug, "peer {Peer} sent {Why}: {Penalty} points, {Points} in all")]
    public static partial void Rejected(ILogger logger, PeerId peer, int penalty, int points, string why);

    [LoggerMessage(6, LogLevel.Warning, "peer {Peer} at {Endpoint} is banned for a while; the last message that it was rejected for: {Why}")]
    public static partial void Banned(ILogger logger, PeerId peer, PeerEndpoint endpoint, string why);

    [LoggerMessage(7, LogLevel.Warning, "height {Height}: proposed block {BlockId} of {Proposer} is invalid: {Refusal}")]
    public static partial void BlockInvalid(ILogger logger, ulong height, BlockId blockId, BlockRefusal refusal, Primitives.Address proposer);

    [LoggerMessage(8, LogLevel.Warning, "the signer refuses height {Height}, round {Round}, {Step}: it has signed something else, or something later")]
    public static partial void SigningRefused(ILogger logger, ulong height, uint round, SigningStep step);

    [LoggerMessage(9, LogLevel.Warning, "validator {Accused} broke the rules at height {Height}: {Kind}")]
    public static partial void EvidenceFound(ILogger logger, Primitives.Address accused, ulong height, string kind);

    [LoggerMessage(10, LogLevel.Information, "height {Height}: round {Round} begins, {Power} of {Total} power precommitted in the one before")]
    public static partial void RoundBegins(ILogger logger, ulong height, uint round, ulong power, ulong total);

    [LoggerMessage(11, LogLevel.Information, "catching up: height {Height}, peers have {Target}")]
    public static partial void CatchingUp(ILogger logger, ulong height, ulong target);

    [LoggerMessage(12, LogLevel.Information, "level with the network at height {Height}")]
    public static partial void Level(ILogger logger, ulong height);

    [LoggerMessage(13, LogLevel.Information, "started at height {Height}, state {StateRoot}; {Replayed} inputs of height {Open} replayed, {Executed} blocks executed from the log")]
    public static partial void Recovered(ILogger logger, ulong height, string stateRoot, int replayed, ulong open, int executed);

    [LoggerMessage(14, LogLevel.Information, "genesis is at {Time}: waiting")]
    public static partial void WaitingForGenesis(ILogger logger, string time);

    [LoggerMessage(15, LogLevel.Warning, "peer {Peer} sent block {Height} with a commit that decides nothing: {Check}")]
    public static partial void LyingCommit(ILogger logger, PeerId peer, ulong height, CommitCheck check);

    [LoggerMessage(16, LogLevel.Error, "height {Height}: validator {Operator} is registered with another consensus key than this home holds: this node does not vote")]
    public static partial void OtherKey(ILogger logger, ulong height, Primitives.Address @operator);

    [LoggerMessage(18, LogLevel.Error, "the node stands still: {Why}")]
    public static partial void StandsStill(ILogger logger, string why);

    [LoggerMessage(17, LogLevel.Critical, "height {Height}: transaction {TransactionId} failed by a defect of this software, here as on every node; please report it")]
    public static partial void ContractFault(ILogger logger, Exception exception, ulong height, TransactionId transactionId);

    [LoggerMessage(18, LogLevel.Warning, "compiled code in {Folder} cannot be used, so contracts are compiled anew; this is said once")]
    public static partial void CompiledCodeUnusable(ILogger logger, Exception failure, string folder);

    [LoggerMessage(19, LogLevel.Warning, "compiled code in {Folder} is damaged, so some contracts are compiled anew; this is said once")]
    public static partial void CompiledCodeRejected(ILogger logger, string folder);
}
