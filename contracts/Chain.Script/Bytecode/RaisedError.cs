namespace Chain.Script.Bytecode;

/// <summary>The errors that compiled code raises by itself. The message catalogue has one text for each.</summary>
public enum RaisedError
{
    /// <summary>TypeError: assignment to the constant that the string names.</summary>
    ConstantAssignment = 0,

    /// <summary>ReferenceError: <c>delete super.x</c>.</summary>
    DeleteSuper = 1,

    /// <summary>TypeError: the iterator of a <c>yield*</c> has no <c>throw</c> method.</summary>
    IteratorHasNoThrow = 2,

    /// <summary>TypeError: what an iterator method gave is not an object.</summary>
    IteratorResultNotObject = 3,
}
