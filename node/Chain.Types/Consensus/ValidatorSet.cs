using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>The validators of one height with their proposer priorities (docs/spec/consensus.md). Immutable; members sorted by operator address.</summary>
/// <remarks>
/// Proposer rotation is Tendermint's weighted round robin: a step adds each member's power to its priority, the largest
/// priority proposes (ties: the smaller address) and pays the total power. Round r of a height is proposed after r + 1 steps on
/// a copy; the set of the next height has taken one step, however many rounds were needed. So the rotation depends on heights only.
/// </remarks>
public sealed class ValidatorSet
{
    private readonly long[] _priorities;

    private ValidatorSet(Validator[] members, long[] priorities)
    {
        Members = members;
        _priorities = priorities;
        foreach (Validator member in members)
            TotalPower += member.Power;
        Hash = ComputeHash();
    }

    /// <summary>The members, sorted by operator address.</summary>
    public IReadOnlyList<Validator> Members { get; }

    /// <summary>The members' priorities, in the same order.</summary>
    public ReadOnlySpan<long> Priorities => _priorities;

    /// <summary>The sum of the members' power: below 2³³.</summary>
    public ulong TotalPower { get; }

    /// <summary>H("chain.validators", members hash ‖ priorities hash).</summary>
    public Hash256 Hash { get; }

    /// <summary>True for strictly more than two thirds of the power.</summary>
    public bool IsQuorum(ulong power) => (UInt128)power * 3 > (UInt128)TotalPower * 2;

    /// <summary>True for strictly more than one third of the power: at least one correct validator among them.</summary>
    public bool IsMoreThanOneThird(ulong power) => (UInt128)power * 3 > TotalPower;

    /// <summary>Makes a set of members with priorities of zero. Null unless there is at least one member, none twice, keys unique, powers in range.</summary>
    public static ValidatorSet? TryCreate(IEnumerable<Validator> members) => TryCreate(members, null);

    /// <summary>The place of an operator, or −1.</summary>
    public int IndexOf(Address operatorAddress)
    {
        int low = 0;
        int high = Members.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = Members[middle].Operator.CompareTo(operatorAddress);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }

    /// <summary>The proposer of a round of this height. Takes time proportional to round × members: the caller bounds the round.</summary>
    public Validator Proposer(uint round)
    {
        long[] priorities = [.. _priorities];
        int proposer = 0;
        for (uint step = 0; step <= round; step++)
            proposer = Step(priorities);
        return Members[proposer];
    }

    /// <summary>
    /// The set of the next height: one step of rotation, then the given members, or the same ones when null or empty. Members
    /// that stay keep their priority; new ones start at −9/8 of the new total power, so that leaving and joining gains nothing.
    /// </summary>
    /// <exception cref="InvariantException">The members are not a set; execution makes them and checks.</exception>
    public ValidatorSet Next(IReadOnlyCollection<Validator>? members = null)
    {
        long[] priorities = [.. _priorities];
        Step(priorities);
        if (members is null || members.Count == 0)
            return new ValidatorSet((Validator[])Members, Centered(priorities));
        ValidatorSet? changed = TryCreate(members, null);
        Invariant.Holds(changed is not null, "the next validators form a set");
        long start = -(long)(changed.TotalPower + (changed.TotalPower / 8));
        for (int i = 0; i < changed._priorities.Length; i++)
        {
            int before = IndexOf(changed.Members[i].Operator);
            changed._priorities[i] = before < 0 ? start : priorities[before];
        }
        long[] scaled = Centered(Scaled(changed._priorities, changed.TotalPower));
        return new ValidatorSet((Validator[])changed.Members, scaled);
    }

    /// <summary>The canonical bytes: members with priorities.</summary>
    public byte[] Encode()
    {
        var writer = new WireWriter(Members.Count * 96);
        var item = new WireWriter(96);
        for (int i = 0; i < Members.Count; i++)
        {
            item.Clear();
            WriteMember(item, Members[i]);
            item.UInt64(4, ZigZag(_priorities[i]));
            writer.Item(1, item.Written);
        }
        return writer.ToArray();
    }

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out ValidatorSet? set)
    {
        set = null;
        var members = new List<Validator>();
        var priorities = new List<long>();
        var reader = new WireReader(bytes);
        while (reader.Item(1, 128, out ReadOnlySpan<byte> item))
        {
            if (members.Count == ProtocolLimits.ValidatorsMax)
                return DecodeError.Size;
            var itemReader = new WireReader(item);
            members.Add(new Validator(itemReader.Address(1), itemReader.PublicKey(2), itemReader.UInt64(3)));
            ulong zigZag = itemReader.UInt64(4);
            priorities.Add((long)(zigZag >> 1) ^ -(long)(zigZag & 1));
            DecodeError itemError = itemReader.End();
            if (itemError != DecodeError.None)
                return itemError;
        }
        DecodeError error = reader.End();
        if (error != DecodeError.None)
            return error;
        for (int i = 1; i < members.Count; i++)
        {
            if (members[i].Operator <= members[i - 1].Operator)
                return DecodeError.Order;
        }
        foreach (long priority in priorities)
        {
            if (priority is > PriorityMax or < -PriorityMax)
                return DecodeError.Range;
        }
        set = TryCreate(members, [.. priorities]);
        return set is null ? DecodeError.Range : DecodeError.None;
    }

    // Priorities stay within a few totals of zero; total power is below 2^33, so this bound is never met by a set that was computed.
    private const long PriorityMax = 1L << 40;

    private static ValidatorSet? TryCreate(IEnumerable<Validator> members, long[]? priorities)
    {
        Validator[] sorted = [.. members];
        Array.Sort(sorted, static (left, right) => left.Operator.CompareTo(right.Operator));
        if (sorted.Length is 0 or > ProtocolLimits.ValidatorsMax)
            return null;
        var keys = new HashSet<PublicKey>();
        UInt128 total = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i].Operator == sorted[i - 1].Operator)
                return null;
            if (sorted[i].Power == 0 || !keys.Add(sorted[i].ConsensusKey))
                return null;
            total += sorted[i].Power;
        }
        return total > Amount.MaxSupply / Amount.GrainsPerCoin ? null : new ValidatorSet(sorted, priorities ?? new long[sorted.Length]);
    }

    private int Step(long[] priorities)
    {
        int proposer = 0;
        for (int i = 0; i < priorities.Length; i++)
        {
            priorities[i] += (long)Members[i].Power;
            if (priorities[i] > priorities[proposer])
                proposer = i;
        }
        priorities[proposer] -= (long)TotalPower;
        return proposer;
    }

    // Keeps the spread within twice the total power, so that a set that changes much is not ruled by its past.
    private static long[] Scaled(long[] priorities, ulong totalPower)
    {
        long spread = priorities.Max() - priorities.Min();
        long window = 2 * (long)totalPower;
        if (spread <= window)
            return priorities;
        long ratio = (spread + window - 1) / window;
        for (int i = 0; i < priorities.Length; i++)
            priorities[i] /= ratio;
        return priorities;
    }

    private static long[] Centered(long[] priorities)
    {
        long average = priorities.Sum() / priorities.Length;
        for (int i = 0; i < priorities.Length; i++)
            priorities[i] -= average;
        return priorities;
    }

    private Hash256 ComputeHash()
    {
        var members = new WireWriter(Members.Count * 96);
        var priorities = new WireWriter(Members.Count * 12);
        var item = new WireWriter(96);
        for (int i = 0; i < Members.Count; i++)
        {
            item.Clear();
            WriteMember(item, Members[i]);
            members.Item(1, item.Written);
            item.Clear();
            item.UInt64(1, ZigZag(_priorities[i]));
            priorities.Item(1, item.Written);
        }
        Span<byte> both = stackalloc byte[2 * Hash256.Length];
        Hashing.Tagged(DomainTag.ValidatorMembers, members.Written).Span.CopyTo(both);
        Hashing.Tagged(DomainTag.ValidatorPriorities, priorities.Written).Span.CopyTo(both[Hash256.Length..]);
        return Hashing.Tagged(DomainTag.ValidatorSet, both);
    }

    private static void WriteMember(WireWriter writer, Validator member)
    {
        writer.Address(1, member.Operator);
        writer.PublicKey(2, member.ConsensusKey);
        writer.UInt64(3, member.Power);
    }

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));
}
