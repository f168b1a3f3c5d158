package io.cuantovale.gateway.predictions.replica;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Turns configured {@code host:port} entries into addresses; a name may have many, and others later. */
final class AddressBook {
    private static final Logger LOG = Logger.getLogger(AddressBook.class);

    private final List<Entry> entries;

    /** @throws IllegalArgumentException naming an entry that is no {@code host:port} */
    AddressBook(List<String> addresses) {
        this.entries = addresses.stream().map(AddressBook::entry).toList();
    }

    private static Entry entry(String address) {
        int colon = address.lastIndexOf(':');
        try {
            if (colon > 0) {
                String host = address.substring(0, colon).strip();
                int port = Integer.parseInt(address.substring(colon + 1).strip());
                if (port > 0 && port < 65_536) {
                    return new Entry(host, port);
                }
            }
        } catch (NumberFormatException e) {
            throw refused(address, e);
        }
        throw refused(address, null);
    }

    private static IllegalArgumentException refused(
            String address, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(
                "gateway.inference.addresses: " + address + " (expected: host:port)", cause);
    }

    /** The present addresses of all entries; empty for those of a name that cannot be looked up now. */
    Optional<Set<InetSocketAddress>> resolve() {
        Set<InetSocketAddress> found = new LinkedHashSet<>();
        boolean complete = true;
        for (Entry entry : entries) {
            try {
                for (InetAddress address : InetAddress.getAllByName(entry.host())) {
                    found.add(new InetSocketAddress(address, entry.port()));
                }
            } catch (UnknownHostException e) {
                // A headless Service without a ready pod has no address: not an error, but worth a line.
                LOG.debugf("No address for %s", entry.host());
                complete = false;
            }
        }
        return complete || !found.isEmpty() ? Optional.of(found) : Optional.empty();
    }

    private record Entry(String host, int port) {}
}
