using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.State;

/// <summary>The list of all contracts, in the order in which they were made: keys of the state are hashed where they are stored, so nothing else can list them.</summary>
public static class ContractList
{
    /// <summary>Adds a contract that was just made. Rolling the overlay back takes it off again.</summary>
    public static void Append(StateOverlay overlay, Address contract)
    {
        ulong count = overlay.ContractCount();
        overlay.Set(StateKeys.ContractListItem(count).Span, contract.Span);
        var number = new WireWriter(16);
        NumberRecord.Write(number, count + 1);
        overlay.Set(StateKeys.ContractCount.Span, number.Written);
    }
}
