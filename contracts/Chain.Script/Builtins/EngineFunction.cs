using Chain.Script.Execution;

namespace Chain.Script.Builtins;

/// <summary>One function of the module 'engine': its name there, its price, its body.</summary>
internal sealed record EngineFunction(string Name, BuiltinCost Cost, NativeCode Code);
