namespace Chain.Contracts;

/// <summary>An argument, a field of a struct, or a field of an event.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type.</param>
/// <param name="IsIndexed">For events: whether one looks for the event by this field. The field is part of the event's data all the same.</param>
public sealed record AbiField(string Name, AbiType Type, bool IsIndexed = false);
