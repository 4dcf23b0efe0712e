using Chain.Primitives;
using Chain.Types;
using Chain.Wallet.Json;

namespace Chain.Wallet.Outbox;

/// <summary>A signed transaction and what is known of it. The bytes are the truth; everything shown is read from them.</summary>
/// <param name="Network">The network's name.</param>
/// <param name="Transaction">What was signed.</param>
/// <param name="State">What is known.</param>
/// <param name="Detail">More of it: a receipt's status, a refusal's name.</param>
/// <param name="Owner">The process that is sending it.</param>
/// <param name="SignedAtMs">When, for people.</param>
public sealed record OutboxEntry(string Network, Transaction Transaction, OutboxState State, string Detail, ProcessMark Owner, ulong SignedAtMs)
{
    /// <summary>True while it may still be included.</summary>
    public bool IsOpen => State is OutboxState.Signed or OutboxState.Sent;

    internal byte[] Encode() => JsonBytes.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("network", Network);
        json.WriteString("transactionId", Transaction.Id.ToString());
        json.WriteString("transaction", Convert.ToHexStringLower(Transaction.Encoded.Span));
        json.WriteString("state", State.ToString());
        json.WriteString("detail", Detail);
        json.WriteNumber("process", Owner.Process);
        json.WriteNumber("processStart", Owner.Start);
        json.WriteNumber("signedAtMs", SignedAtMs);
        json.WriteEndObject();
    });

    /// <summary>Reads a file; the problem, or null.</summary>
    internal static string? TryDecode(ReadOnlySpan<byte> content, out OutboxEntry? entry)
    {
        entry = null;
        string? problem = JsonFields.TryParse(content, out JsonFields? fields);
        if (fields is null)
            return problem;
        string network = fields.Text("network");
        Hash256 id = fields.Hash("transactionId");
        byte[] bytes = fields.Hex("transaction");
        fields.Require(Enum.TryParse(fields.Text("state"), out OutboxState state) && Enum.IsDefined(state), "\"state\" is unknown");
        string detail = fields.Text("detail");
        var owner = new ProcessMark(fields.UInt64("process"), fields.UInt64("processStart"));
        ulong signedAtMs = fields.UInt64("signedAtMs");
        problem = fields.End();
        if (problem is not null)
            return problem;
        if (Transaction.TryDecode(bytes, out Transaction? transaction) != Primitives.Encoding.DecodeError.None || transaction!.Id.Value != id)
            return "\"transaction\" is damaged";
        entry = new OutboxEntry(network, transaction, state, detail, owner, signedAtMs);
        return null;
    }
}
