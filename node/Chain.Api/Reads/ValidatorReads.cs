using Chain.Api.Mapping;
using Chain.Api.Requests;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.State;
using Chain.Storage.Stores;

namespace Chain.Api.Reads;

/// <summary>The registered validators, the strongest first.</summary>
internal sealed class ValidatorReads(LedgerData data, AddressField addresses, HeightGate heights, ReadGate gate)
{
    public async ValueTask<ListValidatorsResponse> ListAsync(ListValidatorsRequest request, CancellationToken cancellationToken)
    {
        int pageSize = PageField.Read(request.PageSize);
        Cursor? cursor = Cursor.Read(request.Cursor, CursorKind.Validators, data.GenesisHash, default);
        await heights.WaitAsync(request.MinHeight, cancellationToken);
        using ReadGate.Place place = await gate.EnterAsync("lists", cancellationToken);
        return data.Read(state => List(state, cursor, pageSize));
    }

    private ListValidatorsResponse List(StateSnapshot state, Cursor? cursor, int pageSize)
    {
        Types.ValidatorSet active = state.ReadValidatorSet(state.Height + 1);
        List<(Address Operator, ValidatorRecord Record)> ranked = Ranked(state);
        // The order is that of one height; a page of a later height goes on at the same rank, which is all that a list of changing things can promise.
        int start = (int)Math.Min(cursor?.Index ?? 0, (uint)ranked.Count);
        var response = new ListValidatorsResponse { Height = state.Height, TotalPower = active.TotalPower };
        foreach ((Address operatorAddress, ValidatorRecord record) in ranked.Skip(start).Take(pageSize))
            response.Validators.Add(Info(operatorAddress, record, active));
        if (start + response.Validators.Count < ranked.Count)
            response.NextCursor = new Cursor(0, (uint)(start + response.Validators.Count), 0).Format(CursorKind.Validators, data.GenesisHash, default);
        return response;
    }

    private static List<(Address Operator, ValidatorRecord Record)> Ranked(StateSnapshot state)
    {
        ulong listed = state.ReadChain().ListedValidators;
        var ranked = new List<(Address Operator, ValidatorRecord Record)>((int)listed);
        for (ulong place = 0; place < listed; place++)
        {
            Address operatorAddress = state.ListedValidator(place);
            if (state.TryGetValidator(operatorAddress, out ValidatorRecord record))
                ranked.Add((operatorAddress, record));
        }
        ranked.Sort(static (x, y) => x.Record.Stake == y.Record.Stake ? x.Operator.CompareTo(y.Operator) : y.Record.Stake.CompareTo(x.Record.Stake));
        return ranked;
    }

    private ValidatorInfo Info(Address operatorAddress, ValidatorRecord record, Types.ValidatorSet active)
    {
        int place = active.IndexOf(operatorAddress);
        return new ValidatorInfo
        {
            Operator = addresses.Format(operatorAddress),
            ConsensusKeyHex = record.ConsensusKey.ToString(),
            Stake = ReceiptMapping.Grains(record.Stake),
            Power = place < 0 ? 0 : active.Members[place].Power,
            Active = place >= 0,
            Accused = record.AccusedHeight != 0,
        };
    }
}
