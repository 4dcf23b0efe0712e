using Chain.Primitives;
using Chain.Types;

namespace Chain.Contracts;

/// <summary>What is asked of the runtime.</summary>
public abstract record ContractRequest
{
    /// <summary>Who asks. Its account is in the state, with what the fee may take set aside.</summary>
    public required Address Sender { get; init; }

    /// <summary>The contract; for a deployment the address that it gets.</summary>
    public required Address Contract { get; init; }

    /// <summary>The most gas that it may use.</summary>
    public required ulong Gas { get; init; }

    /// <summary>The most writes of state entries: what is left of the block's.</summary>
    public int StateWritesMax { get; init; } = ProtocolLimits.BlockStateWritesMax;
}
