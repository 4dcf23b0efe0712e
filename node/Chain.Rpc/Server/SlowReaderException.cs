namespace Chain.Rpc.Server;

/// <summary>The client's window stayed full for the whole write timeout: a status could not reach it either, so the stream is reset.</summary>
internal sealed class SlowReaderException() : Exception("the client did not read");
