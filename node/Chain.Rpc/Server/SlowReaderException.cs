namespace Chain.Rpc.Server;

/// <summary>The client's window stayed full for the whole write timeout: a status could not reach it either, so the stream is reset. A handler that catches it, as a timeout, must end the call.</summary>
internal sealed class SlowReaderException() : TimeoutException("the client did not read");
