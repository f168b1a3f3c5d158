package io.cuantovale.local.broker;

import java.nio.file.Path;
import java.util.Properties;

/**
 * What a single-node broker needs to know.
 *
 * @param dir the broker's folder; its log goes to the sub-folder {@code log}, so that the {@code lost+found} of a
 *     mounted volume does not disturb it
 * @param port the port that clients connect to
 * @param controllerPort the port of the built-in controller, loopback only
 * @param bindAddress the address that {@code port} listens on
 * @param advertisedHost the host name that clients are told to come back to
 */
public record BrokerSettings(Path dir, int port, int controllerPort, String bindAddress, String advertisedHost) {
    static final int NODE_ID = 1;

    public BrokerSettings {
        requirePort("port", port);
        requirePort("controllerPort", controllerPort);
        if (port == controllerPort) {
            throw new IllegalArgumentException(
                    "controllerPort: " + controllerPort + " (expected: another port than the broker's)");
        }
    }

    /** A broker that only this machine can reach. */
    public static BrokerSettings loopback(Path dir, int port, int controllerPort) {
        return new BrokerSettings(dir, port, controllerPort, "127.0.0.1", "127.0.0.1");
    }

    /** Where the broker keeps topics and metadata. */
    public Path logDir() {
        return dir.resolve("log").toAbsolutePath().normalize();
    }

    public String bootstrapServers() {
        return advertisedHost + ":" + port;
    }

    /** Kafka's own configuration: one node in both roles, few threads and small buffers. */
    Properties toKafkaProperties() {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", Integer.toString(NODE_ID));
        // A static voter list is read at every start, so the ports may change between two runs.
        p.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty(
                "listeners", "PLAINTEXT://" + bindAddress + ":" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.setProperty("advertised.listeners", "PLAINTEXT://" + advertisedHost + ":" + port);
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("inter.broker.listener.name", "PLAINTEXT");
        p.setProperty("log.dirs", logDir().toString());

        // Topics are created by the services, with their own policy: a misspelt name must fail.
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("num.partitions", "4");
        p.setProperty("default.replication.factor", "1");
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.num.partitions", "1");

        p.setProperty("group.initial.rebalance.delay.ms", "0");
        // A killed producer's open transaction holds back read_committed readers: look for them every second.
        p.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");

        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "2");
        p.setProperty("background.threads", "2");
        p.setProperty("num.recovery.threads.per.data.dir", "2");
        p.setProperty("log.cleaner.threads", "1");
        p.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        p.setProperty("log.index.size.max.bytes", "1048576");
        p.setProperty("queued.max.requests", "100");
        return p;
    }

    private static void requirePort(String name, int value) {
        if (value < 1 || value > 65535) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 to 65535)");
        }
    }
}
