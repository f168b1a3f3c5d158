package io.cuantovale.local.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A running Apache Kafka broker with its controller, in this JVM.
 *
 * <p>The folder is formatted at the first start only; later starts, also after a kill -9, go on with its topics.
 */
public final class LocalBroker implements AutoCloseable {
    private final BrokerSettings settings;
    private final KafkaRaftServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalBroker(BrokerSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /**
     * Starts a broker for this machine only, its controller on a free port.
     *
     * @param dir kept between starts; created if missing
     * @param port the port to listen on, 0 for a free one
     */
    public static LocalBroker start(Path dir, int port) {
        int[] free = freePorts(2);
        return start(BrokerSettings.loopback(dir, port == 0 ? free[0] : port, free[1]));
    }

    /**
     * Starts a broker and returns when clients can connect.
     *
     * @throws UncheckedIOException if the folder cannot be written
     * @throws org.apache.kafka.common.KafkaException if a port is taken or the log cannot be read
     */
    public static LocalBroker start(BrokerSettings settings) {
        formatIfNew(settings);
        KafkaConfig config = KafkaConfig.fromProps(settings.toKafkaProperties(), false);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new LocalBroker(settings, server);
    }

    /** Host and port for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** Waits until the broker has stopped. */
    public void awaitShutdown() {
        server.awaitShutdown();
    }

    /** Stops cleanly; further calls do nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private static void formatIfNew(BrokerSettings settings) {
        Path logDir = settings.logDir();
        if (Files.exists(logDir.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(logDir);
            new Formatter()
                    .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setMetadataLogDirectory(logDir.toString())
                    .addDirectory(logDir.toString())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot format the broker's folder " + logDir, e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot format the broker's folder " + logDir + ": " + e.getMessage(), e);
        }
    }

    private static int[] freePorts(int count) {
        ServerSocket[] sockets = new ServerSocket[count];
        int[] ports = new int[count];
        try {
            for (int i = 0; i < count; i++) {
                sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ports[i] = sockets[i].getLocalPort();
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + InetAddress.getLoopbackAddress(), e);
        }
        return ports;
    }
}
