package io.cuantovale.local.broker;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the broker as a process of its own until SIGTERM or Ctrl-C.
 *
 * <p>Options, each as {@code --name=value} or environment variable {@code CUANTOVALE_BROKER_NAME}: {@code dir} (default
 * {@code .cuantovale/broker}), {@code port} (19092), {@code controller-port} (port + 1), {@code bind-address}
 * (127.0.0.1), {@code advertised-host} (127.0.0.1).
 */
public final class BrokerMain {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerMain.class);

    private BrokerMain() {}

    public static void main(String[] args) {
        BrokerSettings settings;
        try {
            settings = settings(args, System.getenv());
        } catch (IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
            System.exit(2);
            return;
        }
        long started = System.nanoTime();
        LocalBroker broker;
        try {
            broker = LocalBroker.start(settings);
        } catch (RuntimeException e) {
            LOG.error(
                    "broker did not start on {} in {}: {}", settings.bootstrapServers(), settings.logDir(), rootOf(e));
            LOG.debug("cause", e);
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
        LOG.info(
                "broker ready on {} after {} ms, log in {}",
                settings.bootstrapServers(),
                (System.nanoTime() - started) / 1_000_000,
                settings.logDir());
        broker.awaitShutdown();
        LOG.info("broker stopped");
    }

    /**
     * Reads the options; arguments win over the environment.
     *
     * @throws IllegalArgumentException for an unknown argument or a port that is none
     */
    static BrokerSettings settings(String[] args, Map<String, String> env) {
        for (String arg : args) {
            if (!arg.matches("--(dir|port|controller-port|bind-address|advertised-host)=.+")) {
                throw new IllegalArgumentException("argument: " + arg
                        + " (expected: --dir=, --port=, --controller-port=, --bind-address= or --advertised-host=)");
            }
        }
        UnaryOperator<String> option = name -> {
            String prefix = "--" + name + "=";
            for (String arg : args) {
                if (arg.startsWith(prefix)) {
                    return arg.substring(prefix.length());
                }
            }
            String variable = "CUANTOVALE_BROKER_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
            return env.getOrDefault(variable, "");
        };
        int port = port("port", option.apply("port"), 19092);
        return new BrokerSettings(
                Path.of(orElse(option.apply("dir"), ".cuantovale/broker")),
                port,
                port("controller-port", option.apply("controller-port"), port + 1),
                orElse(option.apply("bind-address"), "127.0.0.1"),
                orElse(option.apply("advertised-host"), "127.0.0.1"));
    }

    private static int port(String name, String value, int otherwise) {
        if (value.isBlank()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 to 65535)", e);
        }
    }

    private static String orElse(String value, String otherwise) {
        return value.isBlank() ? otherwise : value.strip();
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
