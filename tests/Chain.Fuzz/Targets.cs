using Chain.Consensus;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Primitives.Json;
using Chain.Protocol;
using Chain.Protocol.Peer.V1;
using Chain.State.Proofs;
using Chain.Types;
using Chain.Wallet.Keystore;
using Google.Protobuf;

namespace Chain.Fuzz;

/// <summary>Everything that reads bytes from outside and can be run without a network.</summary>
public static class Targets
{
    private delegate DecodeError Decoder<T>(ReadOnlySpan<byte> bytes, out T? value);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Canonical<Transaction>("transaction", [.. Enumerable.Range(0, 16).Select(i => Samples.Transaction(i).Encoded.ToArray())], Transaction.TryDecode, t => t.Encoded.ToArray()),
        Canonical<UnsignedTransaction>("transaction-body", [.. Enumerable.Range(0, 16).Select(i => Samples.Transaction(i).Body.Encode())], UnsignedTransaction.TryDecode, t => t.Encode()),
        Canonical<Header>("header", [Samples.Header().Encode()], Header.TryDecode, header => header.Encode()),
        Canonical<Block>("block", [.. Enumerable.Range(0, 5).Select(i => Samples.Block(i).Encoded.ToArray())], DecodeBlock, block => block.Encoded.ToArray()),
        Canonical<Vote>("vote", Votes(), Vote.TryDecode, vote => vote.Encode()),
        Canonical<Proposal>("proposal", [Samples.Proposal(0).Encode(), Samples.Proposal(1).Encode()], Proposal.TryDecode, proposal => proposal.Encode()),
        Canonical<Commit>("commit", [Samples.Commit(0).Encode(), Samples.Commit(3).Encode(), Samples.Commit(4).Encode()], Commit.TryDecode, commit => commit.Encode()),
        Canonical<PolkaCertificate>("polka", [new PolkaCertificate(7, 3, default, [Samples.Vote(0, VoteKind.Prevote, true), Samples.Vote(1, VoteKind.Prevote, true)]).Encode()], PolkaCertificate.TryDecode, polka => polka.Encode()),
        Canonical<Evidence>("evidence", [Samples.Evidence().Encode(), Samples.ProposalEvidence().Encode()], Evidence.TryDecode, evidence => evidence.Encode()),
        Canonical<Receipt>("receipt", [Samples.Receipt(0).Encode(), Samples.Receipt(3).Encode()], Receipt.TryDecode, receipt => receipt.Encode()),
        Canonical<ValidatorSet>("validator-set", [Samples.Validators.Encode()], ValidatorSet.TryDecode, set => set.Encode()),
        Canonical<StateProof>("state-proof", [Samples.Proof(3, present: true), Samples.Proof(5, present: false)], StateProof.TryDecode, proof => proof.Encode()),
        Canonical<Input>("consensus-log", LoggedInputs(), DecodeInput, InputCodec.Encode),
        new("genesis", [System.Text.Encoding.UTF8.GetBytes(GenesisJsonWriter.Write(Samples.Genesis()))], RunGenesis),
        new("key-file", [Samples.EncryptedKey()], input => KeyFile.TryParse(input, out _, out _)),
        new("json", Json(), RunJson),
        new("address", [System.Text.Encoding.ASCII.GetBytes(AddressText.Format(Samples.AddressOf(0), "chn"))], RunAddress),
        new("amount", [.. ((string[])["1.5", "1.5chn", "1500grain", "0.000000001", "4611686018.427387903"]).Select(System.Text.Encoding.ASCII.GetBytes)], RunAmount),
        Message("peer-consensus", ConsensusMessage.Parser, new ConsensusMessage { Vote = ByteString.CopyFrom(Samples.Vote(0, VoteKind.Prevote, true).Encode()) }),
        Message("peer-transactions", TransactionsMessage.Parser, new TransactionsMessage { Announce = new TransactionIds { Ids = ByteString.CopyFrom(new byte[64]) } }),
        .. NetworkTargets.All,
        .. ScriptTargets.All,
        .. ContractTargets.All,
        Message("peer-sync", SyncMessage.Parser, new SyncMessage { GetBlocks = new GetBlocks { FromHeight = 3, Count = 10 } }),
    ];

    // Decoding is the one inverse of encoding: whatever is accepted is written back to the same bytes.
    private static FuzzTarget Canonical<T>(string name, IReadOnlyList<byte[]> corpus, Decoder<T> decode, Func<T, byte[]> encode)
        where T : class => new(name, corpus, input =>
        {
            DecodeError error = decode(input, out T? value);
            if ((error == DecodeError.None) != (value is not null))
                throw new BrokenPromiseException($"the result is {error} but the value is {(value is null ? "missing" : "there")}");
            if (value is not null && !encode(value).AsSpan().SequenceEqual(input))
                throw new BrokenPromiseException("accepted, but written differently");
        });

    // Envelopes are ordinary protobuf: read or refused, never an exception.
    private static FuzzTarget Message<T>(string name, MessageParser<T> parser, T sample)
        where T : class, IMessage<T> => new(name, [sample.ToByteArray()], input => Envelope.TryParse(parser, input, out _));

    private static DecodeError DecodeBlock(ReadOnlySpan<byte> bytes, out Block? block)
    {
        DecodeError error = Block.TryDecode(bytes, out block, out BlockAssembly assembly);
        return error == DecodeError.None && assembly != BlockAssembly.Complete ? DecodeError.Range : error;
    }

    private static DecodeError DecodeInput(ReadOnlySpan<byte> bytes, out Input? input) => InputCodec.TryDecode(bytes, Samples.Validators, Samples.GenesisHash, out input);

    private static byte[][] LoggedInputs() =>
    [
        InputCodec.Encode(new Input.TimeoutElapsed(TimeoutKind.Prevote, 7, 3)), InputCodec.Encode(new Input.BlockJudged(Samples.Header(), IsValid: true)),
        InputCodec.Encode(new Input.OwnVoteSigned(Samples.Vote(1, VoteKind.Prevote, nil: true))), InputCodec.Encode(new Input.OwnProposalSigned(Samples.Proposal(0))),
    ];

    private static byte[][] Votes() =>
    [
        Samples.Vote(0, VoteKind.Prevote, nil: false).Encode(), Samples.Vote(1, VoteKind.Prevote, nil: false).Encode(),
        Samples.Vote(2, VoteKind.Prevote, nil: true).Encode(), Samples.Vote(3, VoteKind.Precommit, nil: false).Encode(),
    ];

    private static byte[][] Json() =>
    [
        """{"a":[1,2,{"b":null}],"text":"ä\u00e4\ud83d\ude00","t":true,"n":-12}"""u8.ToArray(), "[[[[]]]]"u8.ToArray(), "\"\\u0000\""u8.ToArray(),
    ];

    private static void RunJson(byte[] input)
    {
        if (StrictJson.TryRead(input, JsonReadOptions.Strict, out _, out _) && !StrictJson.TryRead(input, JsonReadOptions.WithComments, out _, out _))
            throw new BrokenPromiseException("accepted strictly, refused where comments are allowed");
    }

    // What is accepted is a document, and writing it gives the same one again.
    private static void RunGenesis(byte[] input)
    {
        if (GenesisJson.TryRead(input, out IReadOnlyList<string> problems) is not { } genesis)
        {
            if (problems.Count == 0)
                throw new BrokenPromiseException("refused without a reason");
            return;
        }
        byte[] written = System.Text.Encoding.UTF8.GetBytes(GenesisJsonWriter.Write(genesis));
        if (GenesisJson.TryRead(written, out _)?.Hash != genesis.Hash)
            throw new BrokenPromiseException("accepted, but written as another genesis");
    }

    private static void RunAddress(byte[] input)
    {
        string text = System.Text.Encoding.Latin1.GetString(input);
        if (AddressText.TryParse(text, "chn", out Address address, out _) && !AddressText.Format(address, "chn").Equals(text, StringComparison.OrdinalIgnoreCase))
            throw new BrokenPromiseException("accepted, but written differently");
    }

    private static void RunAmount(byte[] input)
    {
        if (!AmountText.TryParse(System.Text.Encoding.Latin1.GetString(input), out Amount amount, out _))
            return;
        if (!AmountText.TryParse(AmountText.FormatGrains(amount), out Amount again, out _) || again != amount)
            throw new BrokenPromiseException("what was read is not read again");
    }
}
