namespace AgentGateway;

/// <summary>The registered gateways. A name of the user takes precedence over the same name of the machine.</summary>
internal static class GatewayRegistry
{
    // In order of precedence.
    private static readonly RegistrationScope[] Scopes = [RegistrationScope.CurrentUser, RegistrationScope.AllUsers];

    /// <summary>Returns the gateway of a name; null: there is none.</summary>
    /// <exception cref="GatewayException">A file can't be read, or the registration is not valid.</exception>
    public static GatewayRegistration? Find(string name)
    {
        foreach (var scope in Scopes)
        {
            if (RegistrationFile.Of(scope).Read().Find(name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Returns the names of all gateways, each with a function that reads its registration.</summary>
    /// <param name="scope">Only those of this scope; null: those that take precedence.</param>
    /// <param name="onUnreadable">Receives the failure of a file that can't be read. The other file is still listed.</param>
    public static IReadOnlyList<(string Name, Func<GatewayRegistration> Read)> List(
        RegistrationScope? scope, Action<GatewayException> onUnreadable)
    {
        var found = new SortedDictionary<string, Func<GatewayRegistration>>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in Scopes.Where(one => scope is null || one == scope))
        {
            try
            {
                var document = RegistrationFile.Of(one).Read();
                foreach (var name in document.Names.Where(name => !found.ContainsKey(name)))
                {
                    found.Add(name, () => document.Find(name)!);
                }
            }
            catch (GatewayException failure)
            {
                onUnreadable(failure);
            }
        }

        return [.. found.Select(entry => (entry.Key, entry.Value))];
    }

    /// <summary>Reads a gateway as users type it: a registered name, or an address.</summary>
    /// <exception cref="GatewayException">It is not an address, or a file can't be read.</exception>
    public static Uri ReadAddress(string text)
    {
        var name = text.Trim();
        return (GatewayName.IsName(name) ? Find(name)?.Uri : null) ?? GatewayAddress.Parse(text);
    }
}
