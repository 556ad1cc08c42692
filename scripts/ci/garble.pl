#!/usr/bin/env perl
# garble.pl PORT SWITCH: a way to 127.0.0.1:PORT; prints the port that it listens to itself. While there
# is a file SWITCH, one bit is another in whatever is larger than headers are, and then the line is cut,
# since who waits for a length that is another one waits for ever. The file grows by a byte each time.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;

my ($port, $switch) = @ARGV;
my $here = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 64) or die $!;
my $open = IO::Select->new($here);
my %other;
$SIG{PIPE} = "IGNORE";
$| = 1;
print $here->sockport, "\n";

sub hang_up {
    my ($from) = @_;
    for my $end ($from, delete $other{$from}) {
        $open->remove($end);
        delete $other{$end};
        close $end;
    }
}

while (my @ready = $open->can_read) {
    for my $from (@ready) {
        if ($from == $here) {
            my $client = $here->accept or next;
            my $service = IO::Socket::INET->new(PeerAddr => "127.0.0.1:$port") or next;
            $open->add($client, $service);
            @other{ $client, $service } = ($service, $client);
            next;
        }
        my $to = $other{$from} or next;
        my $size = sysread $from, my $bytes, 1 << 16;
        my $garbled = $size && $size > 1024 && -e $switch;
        if ($garbled) {
            substr($bytes, $size / 2, 1) ^= "\1";
            open my $count, '>>', $switch or die $!;
            print $count '.';
            close $count;
        }
        my $sent = 0;
        while ($size && $sent < $size) {
            my $some = syswrite($to, $bytes, $size - $sent, $sent) or last;
            $sent += $some;
        }
        hang_up($from) if !$size || $sent < $size || $garbled;
    }
}
