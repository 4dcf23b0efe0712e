using Chain.Network;
using Chain.Types;

namespace Chain.Node.Agreeing;

/// <summary>A block of the height at hand on its way from a header to a judged block.</summary>
internal sealed class BlockCandidate(ulong height, BlockId id)
{
    private VerifiedTransaction?[] _filled = [];

    public ulong Height { get; } = height;

    public BlockId Id { get; } = id;

    /// <summary>A round in which it was proposed or voted for; the newest.</summary>
    public uint Round { get; set; }

    /// <summary>Consensus wants it judged.</summary>
    public bool IsRequested { get; set; }

    /// <summary>Header, ids, evidence and last commit, which fit each other; null until a proposal message brought them.</summary>
    public BlockBody? Body { get; private set; }

    /// <summary>The whole block, once assembled.</summary>
    public Block? Block { get; private set; }

    /// <summary>Whether the block is valid on its parent; null until judged.</summary>
    public bool? IsValid { get; private set; }

    /// <summary>The transactions of an assembled block.</summary>
    public IReadOnlyList<VerifiedTransaction> Transactions { get; private set; } = [];

    /// <summary>How many transactions are not here.</summary>
    public int Missing { get; private set; }

    /// <summary>Signature checks or the judgement are under way.</summary>
    public int WorkUnderWay { get; set; }

    /// <summary>Who sent the body: asked first for what is missing.</summary>
    public PeerId? Source { get; private set; }

    /// <summary>When somebody was asked last.</summary>
    public ulong AskedAtMs { get; set; }

    /// <summary>How often somebody was asked.</summary>
    public int Asked { get; set; }

    public void SetBody(BlockBody body, PeerId? source)
    {
        Body = body;
        Source = source;
        _filled = new VerifiedTransaction?[body.TransactionIds.Length];
        Missing = _filled.Length;
    }

    /// <summary>Takes what the finder knows for each place that is empty.</summary>
    public void Fill(Func<TransactionId, VerifiedTransaction?> find)
    {
        for (int i = 0; i < _filled.Length; i++)
        {
            if (_filled[i] is null && find(Body!.TransactionIds[i]) is { } found)
                Put(i, found);
        }
    }

    public bool IsMissing(int index) => _filled[index] is null;

    public void Put(int index, VerifiedTransaction transaction)
    {
        if (_filled[index] is null)
            Missing--;
        _filled[index] = transaction;
    }

    public IReadOnlyList<uint> MissingIndexes()
    {
        var missing = new List<uint>(Missing);
        for (int i = 0; i < _filled.Length; i++)
        {
            if (_filled[i] is null)
                missing.Add((uint)i);
        }
        return missing;
    }

    /// <summary>The transactions in order; all are here.</summary>
    public IReadOnlyList<VerifiedTransaction> TakeFilled() => [.. _filled.Select(transaction => transaction!)];

    public void SetJudged(Block block, IReadOnlyList<VerifiedTransaction> transactions, bool isValid)
    {
        Block = block;
        Transactions = transactions;
        IsValid = isValid;
        _filled = [];
        Missing = 0;
    }

    /// <summary>A signature among the transactions is wrong: there will be no block.</summary>
    public void SetInvalid()
    {
        IsValid = false;
        _filled = [];
        Missing = 0;
    }
}
