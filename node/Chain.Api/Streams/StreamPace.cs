using Chain.Rpc;
using Google.Protobuf;

namespace Chain.Api.Streams;

/// <summary>How long streams wait for their readers.</summary>
internal sealed record StreamPace(TimeSpan Patience, TimeProvider Time)
{
    public PacedWriter<T> For<T>(IRpcStreamWriter<T> responses)
        where T : class, IMessage<T> => new(responses, Patience, Time);
}
