namespace Chain.Node.Tests.Support;

/// <summary>Power fails in the middle of something.</summary>
internal sealed class PowerCutException : Exception;
