using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>The body of a function written in C#. What it does beyond its base gas it charges itself, before doing it.</summary>
public delegate Value NativeCode(Machine machine, in Arguments arguments);
