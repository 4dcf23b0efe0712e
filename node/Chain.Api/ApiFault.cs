using Chain.Primitives;
using Chain.Rpc;

namespace Chain.Api;

/// <summary>The catalogue of refusals: each with its gRPC status, its stable code, and a sentence that says what, why and what next.</summary>
internal static class ApiFault
{
    /// <summary>The metadata entry with the code.</summary>
    public const string CodeKey = "chain-code";

    /// <summary>The metadata entry that tells a closed stream where to resume.</summary>
    public const string CursorKey = "chain-cursor";

    public static RpcException Field(string field, string what) =>
        Make(ApiCode.BadField, $"{field} {what}.");

    public static RpcException Address(string field, string why) =>
        Make(ApiCode.BadAddress, $"{field} is not an address of this network: {why}.");

    public static RpcException Cursor() =>
        Make(ApiCode.BadCursor, "The cursor was not given out for this list. Start again without one.");

    public static RpcException Transaction(string why) =>
        Make(ApiCode.BadTransaction, $"The bytes are not a canonical transaction: {why}.");

    public static RpcException Batch(int count) =>
        Make(ApiCode.BadBatch, $"The batch has {count} transactions; a call carries 1 to {ApiLimits.BatchTransactionsMax}.");

    public static RpcException Ahead(ulong height, ulong newest) =>
        Make(ApiCode.HeightAhead, $"Height {height} is not executed here; the newest is {newest}. Ask for a lower one, or wait with min_height.");

    public static RpcException NotReached(ulong height, ulong newest) =>
        Make(ApiCode.HeightNotReached, $"Height {height} was not reached within {ApiLimits.MinHeightWaitMs / 1000} seconds; the newest is {newest}. Ask again.");

    public static RpcException Pruned(ulong height, ulong lowest) =>
        Make(ApiCode.HeightPruned, $"Height {height} is not kept here any more; the lowest available is {lowest}. Ask a node that keeps more.");

    public static RpcException NothingProven() =>
        Make(ApiCode.NothingProven, "No height is proven yet: a proof needs the header after it. Ask again when the chain has two blocks.");

    public static RpcException NoBlock(string which) =>
        Make(ApiCode.NoBlock, $"There is no block {which} here.");

    public static RpcException NoTransaction(string id) =>
        Make(ApiCode.NoTransaction, $"Transaction {id} is not in the chain that this node has executed. GetTransaction tells what else is known.");

    public static RpcException WrongChain() =>
        Make(ApiCode.WrongChain, "The transaction is for another chain than this node's. GetStatus tells this one's genesis hash.");

    public static RpcException TooBusy(string what) =>
        Make(ApiCode.TooBusy, $"Too many {what} at once. Ask again in a moment.");

    public static RpcException ShareTaken(string what, int most) =>
        Make(ApiCode.TooBusy, $"{most} {what} of your address wait already. Wait for their answers before you ask for more.");

    public static RpcException NoContract(string address) => Make(ApiCode.NoContract, $"There is no contract at {address}.");

    public static RpcException NoCode(string hash) => Make(ApiCode.NoContract, $"No contract ever ran code with the hash {hash} in the state that this node has.");

    public static RpcException NoMember(string contract, string kind, string name) =>
        Make(ApiCode.NoMember, $"The contract {contract} has no {kind} '{name}'. GetContract shows its interface.");

    public static RpcException Arguments(string what, string why) => Make(ApiCode.BadArguments, $"The {what} do not fit the contract's interface: {why.TrimEnd('.')}.");

    public static RpcException OutOfGas(ulong gas) =>
        Make(ApiCode.OutOfGas, $"The view used up its {gas} gas. A view may have up to {ApiLimits.ViewGasMax}; a contract offers long lists in pages.");

    public static RpcException ViewTooLarge(string why) => Make(ApiCode.ViewTooLarge, $"The view was stopped: {why.TrimEnd('.')}. A contract offers long lists in pages.");

    public static RpcException Internal(string what) => Make(ApiCode.InternalFault, $"{what} met a defect of this node's software. Please report it.");

    public static RpcException AskAgain() => Make(ApiCode.AskAgain, "The node is too busy to answer from one height. Ask again in a moment.");

    public static RpcException Stopping() => Make(ApiCode.Stopping, "The node is stopping.");

    public static RpcException SlowReader(string cursor) =>
        Make(ApiCode.SlowReader, "The stream was closed because its reader is too slow. Resume behind the last message, which the entry chain-cursor names.", cursor);

    /// <summary>"HEIGHT_PRUNED" for <see cref="ApiCode.HeightPruned"/>.</summary>
    public static string Text(ApiCode code) => UpperSnake.Of(code.ToString());

    private static RpcException Make(ApiCode code, string message, string? cursor = null)
    {
        var trailers = new RpcMetadata().Add(CodeKey, Text(code));
        if (cursor is { Length: > 0 })
            trailers.Add(CursorKey, cursor);
        // It travels in a header, and may repeat what the caller sent.
        return new RpcException(new RpcStatus(StatusOf(code), message.Length <= ApiLimits.MessageCharsMax ? message : message[..ApiLimits.MessageCharsMax] + "…"), trailers);
    }

    private static RpcStatusCode StatusOf(ApiCode code) => code switch
    {
        ApiCode.BadField or ApiCode.BadAddress or ApiCode.BadCursor or ApiCode.BadTransaction or ApiCode.BadBatch or ApiCode.WrongChain or ApiCode.BadArguments => RpcStatusCode.InvalidArgument,
        ApiCode.HeightAhead or ApiCode.HeightPruned => RpcStatusCode.OutOfRange,
        ApiCode.HeightNotReached or ApiCode.NothingProven => RpcStatusCode.FailedPrecondition,
        ApiCode.NoBlock or ApiCode.NoTransaction or ApiCode.NoContract or ApiCode.NoMember => RpcStatusCode.NotFound,
        ApiCode.TooBusy or ApiCode.SlowReader or ApiCode.OutOfGas or ApiCode.ViewTooLarge => RpcStatusCode.ResourceExhausted,
        ApiCode.Stopping or ApiCode.AskAgain => RpcStatusCode.Unavailable,
        ApiCode.InternalFault => RpcStatusCode.Internal,
        _ => throw new InvariantException($"the code {code} has a status"),
    };
}
