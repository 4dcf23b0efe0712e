using Chain.Api.Requests;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Types;

namespace Chain.Api.Streams;

/// <summary>Which events are wanted: of one source or all, of one name or all.</summary>
internal sealed record EventFilter(Address? Source, string Name, byte[] Subject)
{
    public static EventFilter Read(StreamEventsRequest request, AddressField addresses)
    {
        Address? source = request.Source.Length == 0 ? null : addresses.Read(request.Source, "source");
        byte[] name = System.Text.Encoding.UTF8.GetBytes(request.Name);
        if (name.Length > ChainEvent.NameBytesMax)
            throw ApiFault.Field("name", $"has {name.Length} bytes, the most is {ChainEvent.NameBytesMax}");
        byte[] subject = source is { } some ? [.. some.Span, .. name] : name;
        return new EventFilter(source, request.Name, subject);
    }

    public bool Takes(ChainEvent chainEvent) =>
        (Source is not { } source || source == chainEvent.Source) && (Name.Length == 0 || string.Equals(Name, chainEvent.Name, StringComparison.Ordinal));
}
