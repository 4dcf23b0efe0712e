using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Primitives.Tests.Support;
using Chain.State;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests;

/// <summary>Wallets decode records out of proofs, so the bytes may come from anybody: one form each, no exception.</summary>
public class RecordCodecTests
{
    private static readonly ContractMarks[] s_marks = [ContractMarks.None, ContractMarks.Contract, ContractMarks.Contract | ContractMarks.Receives];

    private static readonly SortedDictionary<string, Func<FuzzRandom, byte[]>> s_make = new(StringComparer.Ordinal)
    {
        ["Account"] = random => Bytes(new AccountRecord(Grains(random), random.AnySize(), new HistoryLink(random.AnySize(), (uint)random.AnySize()), s_marks[random.Below(3)]).Write),
        ["Chain"] = random => Bytes(new ChainRecord
        {
            Height = random.AnySize(),
            TimeMs = random.AnySize(),
            BaseFee = random.AnySize(),
            Supply = Grains(random),
            Burned = Grains(random),
            Bonded = Grains(random),
            Unbonding = Grains(random),
            QueueHead = random.AnySize(),
            QueueTail = random.AnySize(),
            ListedValidators = random.AnySize(),
            OldestTimeHeight = random.AnySize(),
        }.Write),
        ["Code"] = random => Bytes(new CodeRecord(random.AnySize(), random.Bytes(random.Below(80))).Write),
        ["Contract"] = random => Bytes(new ContractRecord(TestKeys.Address(random.Below(9)).Value, random.OneIn(2) ? default : TestKeys.Address(random.Below(9)), random.AnySize(), random.AnySize()).Write),
        ["Number"] = random => Bytes(writer => NumberRecord.Write(writer, random.AnySize())),
        ["Queued"] = random => Bytes(new QueuedUnbonding(TestKeys.Address(random.Below(9)), TestKeys.Address(random.Below(9)), Pending(random)).Write),
        ["Unbondings"] = random => Bytes(Enumerable.Range(0, random.Below(8)).Aggregate(UnbondingList.Empty, (list, _) => list.With(Pending(random))).Write),
        ["Validator"] = random => Bytes(new ValidatorRecord
        {
            ConsensusKey = TestKeys.Public(random.Below(9)),
            Stake = Grains(random),
            Unbonding = Grains(random),
            PlacePlusOne = random.AnySize(),
            AccusedHeight = random.AnySize(),
        }.Write),
    };

    public static TheoryData<string> Kinds => [.. s_make.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Records_have_one_form_and_damage_is_refused_without_an_exception(string kind) => Fuzz.Run(50_000, random =>
    {
        byte[] valid = s_make[kind](random);
        Assert.Equal(valid, Again(kind, valid));
        byte[] damaged = random.OneIn(10) ? random.Bytes(random.Below(80)) : Fuzz.Mutate(random, valid);
        if (Again(kind, damaged) is { } again)
            Assert.Equal(damaged, again);
    });

    [Fact]
    public void Keys_of_different_things_never_begin_each_other()
    {
        byte[][] keys =
        [
            StateKeys.Chain.Span.ToArray(),
            .. Enumerable.Range(0, 3).SelectMany(i => new[]
            {
                StateKeys.Account(TestKeys.Address(i)).Span.ToArray(), StateKeys.Lane(TestKeys.Address(i), 1).Span.ToArray(), StateKeys.Lane(TestKeys.Address(i), 255).Span.ToArray(),
                StateKeys.Validator(TestKeys.Address(i)).Span.ToArray(), StateKeys.ConsensusKey(TestKeys.Public(i)).Span.ToArray(), StateKeys.ValidatorListItem((ulong)i).Span.ToArray(),
                StateKeys.Delegation(TestKeys.Address(i), TestKeys.Address(i + 1)).Span.ToArray(), StateKeys.Delegation(TestKeys.Address(i + 1), TestKeys.Address(i)).Span.ToArray(),
                StateKeys.Unbondings(TestKeys.Address(i), TestKeys.Address(i + 1)).Span.ToArray(), StateKeys.UnbondingQueueItem((ulong)i).Span.ToArray(),
                StateKeys.BlockTime((ulong)i).Span.ToArray(), StateKeys.ValidatorSet((ulong)i).Span.ToArray(),
                StateKeys.Contract(TestKeys.Address(i)).Span.ToArray(), StateKeys.ContractListItem((ulong)i).Span.ToArray(), StateKeys.Code(TestKeys.Address(i).Value).Span.ToArray(),
                StateKeys.Storage(TestKeys.Address(i), TestKeys.Address(i + 1).Value).Span.ToArray(), StateKeys.Storage(TestKeys.Address(i + 1), TestKeys.Address(i).Value).Span.ToArray(),
            }),
        ];
        for (int i = 0; i < keys.Length; i++)
        {
            for (int j = 0; j < keys.Length; j++)
                Assert.True(i == j || !keys[i].AsSpan().StartsWith(keys[j]));
        }
    }

    [Fact]
    public void An_account_that_receives_without_being_a_contract_does_not_decode() =>
        Assert.Equal(DecodeError.Range, AccountRecord.TryDecode(Bytes(writer => writer.UInt64(5, 2)), out _));

    private static byte[]? Again(string kind, byte[] bytes) => kind switch
    {
        "Account" => AccountRecord.TryDecode(bytes, out AccountRecord account) == DecodeError.None ? Bytes(account.Write) : null,
        "Chain" => ChainRecord.TryDecode(bytes, out ChainRecord chain) == DecodeError.None ? Bytes(chain.Write) : null,
        "Code" => CodeRecord.TryDecode(bytes, out CodeRecord code) == DecodeError.None ? Bytes(code.Write) : null,
        "Contract" => ContractRecord.TryDecode(bytes, out ContractRecord contract) == DecodeError.None ? Bytes(contract.Write) : null,
        "Number" => NumberRecord.TryDecode(bytes, out ulong number) == DecodeError.None ? Bytes(writer => NumberRecord.Write(writer, number)) : null,
        "Queued" => QueuedUnbonding.TryDecode(bytes, out QueuedUnbonding queued) == DecodeError.None ? Bytes(queued.Write) : null,
        "Unbondings" => UnbondingList.TryDecode(bytes, out UnbondingList list) == DecodeError.None ? Bytes(list.Write) : null,
        "Validator" => ValidatorRecord.TryDecode(bytes, out ValidatorRecord validator) == DecodeError.None ? Bytes(validator.Write) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static byte[] Bytes(Action<WireWriter> write)
    {
        var writer = new WireWriter();
        write(writer);
        return writer.ToArray();
    }

    private static PendingUnbonding Pending(FuzzRandom random) => new(Grains(random), random.AnySize(), random.AnySize());

    private static Amount Grains(FuzzRandom random) => Amount.FromGrains(random.AnySize() & Amount.MaxSupply);
}
