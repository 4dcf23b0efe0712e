namespace Chain.Rpc;

/// <summary>The protocols that reach the same handlers.</summary>
public enum RpcWire
{
    /// <summary>gRPC over HTTP/2.</summary>
    Grpc,

    /// <summary>The Connect protocol with protobuf bodies.</summary>
    ConnectProtobuf,

    /// <summary>The Connect protocol with JSON bodies.</summary>
    ConnectJson,
}
