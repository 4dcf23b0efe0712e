namespace Chain.Primitives;

/// <summary>The one registry of hash domains. Every tagged hash starts with one of these, length-prefixed (docs/spec/encoding.md).</summary>
/// <remarks>
/// A tag has 2 to 255 bytes, so the first hashed byte is never 00 or 01: those belong to tree leaves and tree nodes.
/// A tag is never reused for another content; a changed content gets a new tag.
/// </remarks>
public sealed class DomainTag
{
    private DomainTag(string text)
    {
        byte[] ascii = System.Text.Encoding.ASCII.GetBytes(text);
        Invariant.Holds(ascii.Length is >= 2 and <= 255, "a domain tag has 2 to 255 bytes");
        Text = text;
        _prefix = [(byte)ascii.Length, .. ascii];
    }

    private readonly byte[] _prefix;

    /// <summary>The tag's text.</summary>
    public string Text { get; }

    /// <summary>Length byte and text: what a tagged hash starts with.</summary>
    public ReadOnlySpan<byte> Prefix => _prefix;

    /// <summary>Address of an account controlled by one key.</summary>
    public static readonly DomainTag KeyAddress = new("chain.address.key");

    /// <summary>Address of a contract that a transaction deployed.</summary>
    public static readonly DomainTag ContractAddress = new("chain.address.contract");

    /// <summary>Address of a contract that a contract created.</summary>
    public static readonly DomainTag CreatedContractAddress = new("chain.address.contract.created");

    /// <summary>A contract's source, which is stored once under this hash.</summary>
    public static readonly DomainTag ContractCode = new("chain.contract.code");

    /// <summary>Where an entry of a contract's state stands: field, kind and key.</summary>
    public static readonly DomainTag ContractSlot = new("chain.contract.slot");

    /// <summary>What a transaction's signature signs: the body.</summary>
    public static readonly DomainTag TransactionBody = new("chain.transaction.body");

    /// <summary>Transaction id: the full bytes, signature included.</summary>
    public static readonly DomainTag Transaction = new("chain.transaction");

    /// <summary>Block id: the header.</summary>
    public static readonly DomainTag Header = new("chain.header");

    /// <summary>What a vote's signature signs.</summary>
    public static readonly DomainTag Vote = new("chain.vote");

    /// <summary>What a proposal's signature signs.</summary>
    public static readonly DomainTag Proposal = new("chain.proposal");

    /// <summary>A commit, as the next header names it.</summary>
    public static readonly DomainTag Commit = new("chain.commit");

    /// <summary>One piece of evidence.</summary>
    public static readonly DomainTag Evidence = new("chain.evidence");

    /// <summary>The genesis document; its hash names the chain.</summary>
    public static readonly DomainTag Genesis = new("chain.genesis");

    /// <summary>A validator set: members hash, then priorities hash.</summary>
    public static readonly DomainTag ValidatorSet = new("chain.validators");

    /// <summary>The members of a validator set.</summary>
    public static readonly DomainTag ValidatorMembers = new("chain.validators.members");

    /// <summary>The proposer priorities of a validator set.</summary>
    public static readonly DomainTag ValidatorPriorities = new("chain.validators.priorities");

    /// <summary>Proof that the owner of a consensus key wants it registered for an operator.</summary>
    public static readonly DomainTag KeyPossession = new("chain.key.possession");

    /// <summary>Binding of a node key to a transport certificate.</summary>
    public static readonly DomainTag PeerCertificate = new("chain.peer.certificate");
}
